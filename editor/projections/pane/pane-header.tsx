/** @module The head of a pane: what formula it is, the switch of projections, and what can be done with the whole. */
import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps, Segmented, Select, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../messages/index.ts";
import { useNarrow } from "../../ui/use-narrow.ts";
import { useFormulaView } from "../formula-view.ts";
import { PROJECTIONS, type ProjectionId } from "../index.ts";
import { copyMathMl, copyPicture } from "./copy-formula.ts";
import { useWhyNotWords } from "./why-not.ts";

export function PaneHeader(props: {
  readonly title: string;
  readonly projection: ProjectionId;
  readonly choose: (projection: ProjectionId) => void;
  readonly showValues: boolean;
  readonly setShowValues: (show: boolean) => void;
  readonly openPalette: () => void;
  readonly openKeys: () => void;
  readonly tell: (words: string) => void;
  readonly body: () => HTMLElement | null;
}): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const narrow = useNarrow();
  const view = useFormulaView();
  const whyNot = useWhyNotWords();
  const options = PROJECTIONS.map(({ id, whyNot: reasonOf }, index) => {
    const reason = reasonOf(view);
    const words = reason === null ? null : whyNot(reason);
    const label = t(`views.${id}`);
    return {
      value: id,
      disabled: words !== null,
      label: (
        <Tooltip title={words ?? `${label} Ctrl+Alt+${index + 1}`} mouseEnterDelay={0.4}>
          <span>{label}</span>
        </Tooltip>
      ),
      plain: words === null ? label : `${label} · ${words}`,
    };
  });
  const copied = (copying: Promise<void>): void => {
    copying.then(
      () => props.tell(t("copied")),
      () => props.tell(t("notCopied")),
    );
  };
  const items: MenuProps["items"] = [
    {
      key: "values",
      label: t(props.showValues ? "hideValues" : "showValues"),
      onClick: () => props.setShowValues(!props.showValues),
    },
    {
      key: "mathml",
      label: t("copyMathMl"),
      onClick: () => copied(copyMathMl(view.notation, t, language)),
    },
    {
      key: "picture",
      label: t("copyPicture"),
      onClick: () => copied(copyPicture(props.body())),
    },
    { key: "keys", label: t("keys.title"), onClick: props.openKeys },
  ];
  return (
    <header className="fp-head">
      <h3 className="fp-title">{props.title}</h3>
      {narrow ? (
        <Select
          className="fp-switch"
          aria-label={t("viewsLabel")}
          value={props.projection}
          onChange={props.choose}
          options={options.map(({ value, disabled, plain }) => ({ value, disabled, label: plain }))}
        />
      ) : (
        <Segmented
          className="fp-switch"
          size="small"
          aria-label={t("viewsLabel")}
          value={props.projection}
          onChange={props.choose}
          options={options.map(({ plain: _, ...option }) => option)}
        />
      )}
      {!view.readOnly && (
        <Button size="small" onClick={props.openPalette}>
          {t("palette.open")}
        </Button>
      )}
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={t("more")} />
      </Dropdown>
    </header>
  );
}
