/** @module A field whose text is taken when it is left or Enter is pressed; text that is refused stays, with the reason. */
import { Input } from "antd";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";

export interface TypedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly disabled?: boolean;
  /** Grows with its text; Shift+Enter begins a line. */
  readonly multiline?: boolean;
  readonly placeholder?: string;
  readonly suffix?: ReactNode;
  /** Just made, to be written at once. */
  readonly autoFocus?: boolean;
  /** The sentence says what is wrong with the text; `null` that it was taken. */
  readonly onEnter: (text: string) => string | null;
  /** A text that was refused when the field was last there. */
  readonly refused?: { readonly text: string; readonly why: string };
  /** Told the text that was refused; `null` when it was taken after all, or given up. */
  readonly onRefused?: (text: string | null) => void;
}

export function TypedField(props: TypedFieldProps): ReactNode {
  const { label, value, disabled = false, multiline = false, placeholder, suffix, onEnter } = props;
  const { autoFocus = false, refused, onRefused } = props;
  const [draft, setDraft] = useState<string | null>(refused?.text ?? null);
  const [wrong, setWrong] = useState<string | null>(refused?.why ?? null);
  const id = useId();
  const take = (): void => {
    if (draft === null) return;
    const problem = draft === value ? null : onEnter(draft);
    setWrong(problem);
    if (problem === null) setDraft(null);
    onRefused?.(problem === null ? null : draft);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || draft === null) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      take();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      setDraft(null);
      setWrong(null);
      onRefused?.(null);
    }
  };
  const shared = {
    "aria-label": label,
    "aria-invalid": wrong !== null,
    "aria-describedby": wrong === null ? undefined : id,
    status: wrong === null ? "" : "error",
    disabled,
    placeholder,
    value: draft ?? value,
    onBlur: take,
    onKeyDown,
  } as const;
  return (
    <div>
      {multiline ? (
        <Input.TextArea
          {...shared}
          autoSize={{ minRows: 1, maxRows: 12 }}
          onChange={({ target }) => setDraft(target.value)}
        />
      ) : (
        <Input
          {...shared}
          suffix={suffix}
          autoFocus={autoFocus}
          onFocus={({ target }) => autoFocus && target.select()}
          onChange={({ target }) => setDraft(target.value)}
        />
      )}
      {wrong === null ? null : (
        <p id={id} role="alert" className="field-wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}
