/** @module A label with its field, side by side where there is room. */
import type { ReactNode } from "react";
import "./field.css";

interface FieldProps {
  readonly label: ReactNode;
  /** A line below, in small print. */
  readonly help?: ReactNode;
  readonly children: ReactNode;
}

export function Field({ label, help, children }: FieldProps): ReactNode {
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <div>
        {children}
        {help === undefined ? null : <p className="field-help">{help}</p>}
      </div>
    </div>
  );
}
