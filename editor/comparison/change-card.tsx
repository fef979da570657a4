/** @module One change in words; the one that keys came to takes the focus. */
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ToldChange } from "./compare-files.ts";
import { useComparisonStore } from "./comparison-store.ts";
import { ChangedWords } from "./texts/changed-words.tsx";

export function ChangeCard({
  change,
  onRevert,
}: {
  readonly change: ToldChange;
  /** `null` where nothing can be changed. */
  readonly onRevert: ((change: ToldChange) => void) | null;
}) {
  const { t } = useTranslation("comparison");
  const isStep = useComparisonStore((state) => state.step === change.key);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isStep) return;
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: "nearest" });
  }, [isStep]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of words and a button, no field set
    <div
      ref={card}
      role="group"
      tabIndex={-1}
      className={`change-card is-${change.cause}`}
      aria-label={change.words.what}
      aria-current={isStep ? "step" : undefined}
    >
      <div className="change-head">
        <span className="change-what">{change.words.what}</span>
        <span className="change-cause">{t(`causes.${change.cause}`)}</span>
        {onRevert !== null && (
          <Button
            size="small"
            className="change-revert"
            aria-label={t("revertOf", { what: change.words.what })}
            onClick={() => onRevert(change)}
          >
            {t("revert")}
          </Button>
        )}
      </div>
      {/* The picture below shows a formula better than its text. */}
      {change.kind !== "formula-changed" && <ChangedWords change={change} />}
    </div>
  );
}
