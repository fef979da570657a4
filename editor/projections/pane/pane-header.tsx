/** @module The head of a pane: what formula it is, the switch of projections, and what can be done with the whole. */
import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown, Segmented, Select, Tooltip } from "antd";
import { memo, type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../messages/index.ts";
import { useNarrow } from "../../ui/use-narrow.ts";
import { useSteady } from "../../ui/use-steady.ts";
import { useFormulaView } from "../formula-view.ts";
import { PROJECTIONS, type ProjectionId } from "../index.ts";
import { copyMathMl, copyPicture } from "./copy-formula.ts";
import { useWhyNotWords } from "./why-not.ts";

interface PaneHeaderProps extends MenuProps {
  readonly title: string;
  readonly projection: ProjectionId;
  readonly choose: (projection: ProjectionId) => void;
  readonly openPalette: () => void;
  readonly tell: (words: string) => void;
  readonly body: () => HTMLElement | null;
}

export function PaneHeader(props: PaneHeaderProps): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const { logic, selected, declared, readOnly, notation } = useFormulaView();
  const whyNot = useWhyNotWords();
  const reasons = useMemo(
    () =>
      PROJECTIONS.map((projection) => {
        const reason = projection.whyNot({ logic, selected, declared });
        return reason === null ? null : whyNot(reason);
      }),
    [logic, selected, declared, whyNot],
  );
  const copied = (copying: Promise<void>): void => {
    copying.then(
      () => props.tell(t("copied")),
      () => props.tell(t("notCopied")),
    );
  };
  const { choose, openPalette, ...menu } = useSteady({
    choose: props.choose,
    openPalette: props.openPalette,
    openKeys: props.openKeys,
    setShowValues: props.setShowValues,
    copyMathMl: () => copied(copyMathMl(notation, t, language)),
    copyPicture: () => copied(copyPicture(props.body())),
  });
  return (
    <header className="fp-head">
      <h3 className="fp-title">{props.title}</h3>
      <div className="fp-tools">
        <ViewSwitch projection={props.projection} reasons={reasons} choose={choose} />
        {!readOnly && <InsertButton onClick={openPalette} />}
        <MoreMenu showValues={props.showValues} {...menu} />
      </div>
    </header>
  );
}

const InsertButton = memo(function InsertButton(props: { readonly onClick: () => void }) {
  const { t } = useTranslation("projections");
  return (
    <Button size="small" onClick={props.onClick}>
      {t("palette.open")}
    </Button>
  );
});

interface ViewSwitchProps {
  readonly projection: ProjectionId;
  /** Why each projection cannot show the formula; `null`: it can. */
  readonly reasons: readonly (string | null)[];
  readonly choose: (projection: ProjectionId) => void;
}

const ViewSwitch = memo(
  function ViewSwitch({ projection, reasons, choose }: ViewSwitchProps): ReactNode {
    const { t } = useTranslation("projections");
    const narrow = useNarrow();
    const views = PROJECTIONS.map(({ id }, index) => ({
      id,
      reason: reasons[index] ?? null,
      label: t(`views.${id}`),
    }));
    const shared = {
      className: "fp-switch",
      "aria-label": t("viewsLabel"),
      value: projection,
      onChange: choose,
    };
    return narrow ? (
      <Select
        {...shared}
        options={views.map(({ id, reason, label }) => ({
          value: id,
          disabled: reason !== null,
          label: reason === null ? label : `${label} · ${reason}`,
        }))}
      />
    ) : (
      <Segmented
        {...shared}
        size="small"
        options={views.map(({ id, reason, label }, index) => ({
          value: id,
          disabled: reason !== null,
          label: (
            <Tooltip title={reason ?? `${label} Ctrl+Alt+${index + 1}`} mouseEnterDelay={0.4}>
              <span>{label}</span>
            </Tooltip>
          ),
        }))}
      />
    );
  },
  (before, now) =>
    before.projection === now.projection &&
    before.reasons.every((reason, index) => reason === now.reasons[index]),
);

interface MenuProps {
  readonly showValues: boolean;
  readonly setShowValues: (show: boolean) => void;
  readonly openKeys: () => void;
}

interface MoreMenuProps extends MenuProps {
  readonly copyMathMl: () => void;
  readonly copyPicture: () => void;
}

const MoreMenu = memo(function MoreMenu(props: MoreMenuProps): ReactNode {
  const { t } = useTranslation("projections");
  const { showValues } = props;
  const items = [
    {
      key: "values",
      label: t(showValues ? "hideValues" : "showValues"),
      onClick: () => props.setShowValues(!showValues),
    },
    { key: "mathml", label: t("copyMathMl"), onClick: props.copyMathMl },
    { key: "picture", label: t("copyPicture"), onClick: props.copyPicture },
    { key: "keys", label: t("keys.title"), onClick: props.openKeys },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={t("more")} />
    </Dropdown>
  );
});
