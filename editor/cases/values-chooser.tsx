/** @module Whose values are shown in the formulas: a case, a stored city, or figures typed in by hand. */
import { useQuery } from "@tanstack/react-query";
import { App, Button, Drawer, Select } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { isObject, type JsonObject, type JsonValue } from "../../engine/json/json-value.ts";
import { cityFigures, listRounds } from "../api/rounds.ts";
import { useEvaluation } from "../evaluation/evaluation-store.ts";
import { cityChoice, TYPED_FIGURES, useShownFigures } from "../evaluation/shown-figures.ts";
import { useText } from "../messages/index.ts";
import { useSession } from "../session/session-store.ts";
import { matchesWish } from "../ui/pinyin.ts";
import { useSameItems } from "../ui/same-items.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { casesOfNode } from "./case-places.ts";
import { FiguresForm } from "./figures-form.tsx";
import "./cases.css";

export function ValuesChooser({ node }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const { message } = App.useApp();
  const chosenCase = useWorkspace((state) => state.chosenCase);
  const chooseCase = useWorkspace((state) => state.chooseCase);
  const own = useCasesOf(node);
  const ofCities = useCasesOf(null);
  const { figures, keep } = useShownFigures();
  const isSignedIn = useSession(({ user }) => user != null);
  const [typing, setTyping] = useState(false);
  const { data: rounds = [] } = useQuery({
    queryKey: ["rounds"],
    queryFn: listRounds,
    enabled: isSignedIn,
  });

  const groups = useMemo(() => {
    const options = (cases: readonly Case[]) =>
      cases.map(({ id: value, name }) => ({
        value,
        label: text(name),
        names: [value, name.zh, name.en],
      }));
    const cities = rounds.flatMap(({ id, name, cities: members }) =>
      members.map(({ city }) => ({
        value: cityChoice(id, city),
        label: `${city}（${name}）`,
        names: [city, name],
      })),
    );
    return [
      { label: t("title"), options: options(own) },
      { label: t("wholeCity"), options: options(ofCities) },
      { label: t("storedCities"), options: cities },
      {
        label: t("byHand"),
        options: [{ value: TYPED_FIGURES, label: t("typedFigures"), names: [t("typedFigures")] }],
      },
    ].filter((group) => group.options.length > 0);
  }, [own, ofCities, rounds, t, text]);

  const choose = async (choice: string | null): Promise<void> => {
    const [, round = "", city = ""] = /^city:([^/]+)\/(.+)$/.exec(choice ?? "") ?? [];
    if (city !== "" && choice !== null && !figures.has(choice)) {
      try {
        keep(choice, await cityFigures(round, city));
      } catch {
        message.error(t("cityNotRead", { city }));
        return;
      }
    }
    if (choice === TYPED_FIGURES) {
      if (!figures.has(choice)) keep(choice, {});
      setTyping(true);
    }
    chooseCase(choice);
  };
  const typed = figures.get(TYPED_FIGURES) ?? {};
  return (
    <div className="values-chooser">
      <Select
        allowClear
        showSearch={{
          filterOption: (wish, option) =>
            matchesWish(
              wish,
              (option as { readonly names?: readonly string[] } | undefined)?.names ?? [],
            ),
        }}
        aria-label={t("whoseValues")}
        placeholder={t("whoseValues")}
        value={chosenCase}
        options={groups}
        onChange={(choice: string | undefined) => void choose(choice ?? null)}
      />
      {chosenCase === TYPED_FIGURES ? (
        <Button size="small" onClick={() => setTyping(true)}>
          {t("typedFiguresEdit")}
        </Button>
      ) : null}
      <ShownScores node={node} />
      <Drawer
        open={typing}
        placement="right"
        size="min(34rem, 100vw)"
        title={t("typedFigures")}
        onClose={() => setTyping(false)}
      >
        <FiguresForm
          figures={typed}
          onChange={(of, input, _, figure) =>
            keep(TYPED_FIGURES, withFigure(typed, of, input, figure))
          }
        />
      </Drawer>
    </div>
  );
}

function ShownScores({ node }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("cases");
  const score = useEvaluation((state) => state.values.get(node)?.score ?? null);
  const total = useEvaluation((state) => state.city?.total ?? null);
  return (
    <span aria-live="polite">
      {score === null ? "" : t("nodeScore", { score })}
      {total === null ? "" : ` · ${t("cityTotal", { total })}`}
    </span>
  );
}

/** The same list as long as no case of the node changes. */
function useCasesOf(node: string | null): readonly Case[] {
  return useWorkspace(
    useSameItems(({ document }) => casesOfNode(document, node).map((placed) => placed.case)),
  );
}

function withFigure(
  figures: JsonObject,
  node: string,
  input: string,
  figure: JsonValue | undefined,
): JsonObject {
  const { [input]: _, ...others } = isObject(figures[node]) ? (figures[node] as JsonObject) : {};
  const given = figure === undefined ? others : { ...others, [input]: figure };
  const { [node]: _node, ...rest } = figures;
  return Object.keys(given).length === 0 ? rest : { ...rest, [node]: given };
}
