/** @module The state of a draft in a word. */
import { useTranslation } from "react-i18next";
import type { DraftState } from "../api/drafts.ts";
import "./state-tag.css";

export function StateTag({ state }: { readonly state: DraftState }) {
  const { t } = useTranslation("library");
  return <span className={`state-tag is-${state}`}>{t(`states.${state}`)}</span>;
}
