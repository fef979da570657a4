/** @module Chooses what the open document is compared with: sets, their revisions, earlier saves of the draft. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { listSaves } from "../api/drafts.ts";
import { listRevisions, listRuleSets } from "../api/rule-sets.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { showMoment } from "../ui/moments.ts";
import { useComparisonStore } from "./comparison-store.ts";
import type { SideAddress } from "./sides.ts";

interface SideOption {
  readonly value: SideAddress;
  readonly label: string;
}

export function AgainstPicker({ base }: { readonly base: string }) {
  const { t } = useTranslation("comparison");
  const navigate = useNavigate();
  const { against, standard } = useComparisonStore();
  const groups = useSideGroups(base);
  const value = against ?? standard;
  const known = groups.flatMap(({ options }) => options);
  return (
    <div className="comparison-against">
      <span>{t("against")}</span>
      <Select<SideAddress>
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        aria-label={t("againstLabel")}
        placeholder={t("choose")}
        value={value}
        loading={known.length === 0}
        options={
          value === null || known.some((one) => one.value === value)
            ? [...groups]
            : [{ label: t("chosen"), options: [{ value, label: value }] }, ...groups]
        }
        onChange={(chosen) => {
          useComparisonStore.setState({ against: chosen, step: null });
          navigate({ search: `?against=${encodeURIComponent(chosen)}` }, { replace: true });
        }}
      />
    </div>
  );
}

function useSideGroups(
  base: string,
): readonly { readonly label: string; readonly options: SideOption[] }[] {
  const { t } = useTranslation("comparison");
  const { t: library } = useTranslation("library");
  const text = useText();
  const language = useLanguage();
  const [kind, id] = base.slice(1).split("/");
  const draft = kind === "drafts" ? (id ?? "") : null;
  const [now] = useState(base.slice(1));
  const sets = useQuery({ queryKey: ["rule-sets"], queryFn: listRuleSets });
  const revisions = useQueries({
    queries: (sets.data ?? []).map((one) => ({
      queryKey: ["revisions", one.id],
      queryFn: () => listRevisions(one.id),
    })),
  });
  const saves = useQuery({
    queryKey: ["saves", draft, "to-compare"],
    queryFn: () => listSaves(draft ?? ""),
    enabled: draft !== null,
  });
  const ofSets = (sets.data ?? []).map((one, index) => ({
    label: `${text(one.name)}`,
    options: (revisions[index]?.data ?? [])
      .map(({ revision, filesHash, withdrawn, publishedAt }) => ({
        value: `rule-sets/${one.id}@${filesHash}`,
        label: [
          one.edition,
          library("revision", { number: revision }),
          showMoment(publishedAt, language),
          ...(withdrawn ? [library("withdrawn")] : []),
        ].join(" · "),
      }))
      .filter(({ value }) => value !== now),
  }));
  const ofDraft = (saves.data?.saves ?? [])
    .map(({ save, savedAt, savedBy }) => ({
      value: `drafts/${draft}/saves/${save}`,
      label: [
        t("saveNumber", { number: save }),
        showMoment(savedAt, language),
        saves.data?.people[savedBy] ?? savedBy,
      ].join(" · "),
    }))
    .filter(({ value }) => value !== now)
    .reverse();
  return [
    ...ofSets,
    ...(ofDraft.length > 0 ? [{ label: t("savesOfDraft"), options: ofDraft }] : []),
  ].filter(({ options }) => options.length > 0);
}
