/** @module Places that two people changed, side by side; the reader chooses, and both texts are kept until then. */
import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { listSaves } from "../../api/drafts.ts";
import { printJson } from "../../document/json-text.ts";
import { useWorkspace } from "../workspace-store.ts";
import { MERGED } from "./autosave.ts";
import "./conflict.css";
import type { Path } from "./changes.ts";
import { type MergeConflict, resolve } from "./merge.ts";
import { type Conflict, useSaving } from "./saving-store.ts";

export function ConflictDialog({ onResolved }: { readonly onResolved: () => void }) {
  const conflict = useSaving((state) => state.conflict);
  return conflict === null ? null : <Dialog conflict={conflict} onResolved={onResolved} />;
}

function Dialog({
  conflict,
  onResolved,
}: {
  readonly conflict: Conflict;
  readonly onResolved: () => void;
}) {
  const { t } = useTranslation("workspace");
  const { merge, save, savedBy, files } = conflict;
  const draft = useSaving((state) => state.draft);
  const [mine, setMine] = useState<ReadonlySet<MergeConflict>>(new Set());
  const { data } = useQuery({
    queryKey: ["saves", draft?.id, save],
    queryFn: () => listSaves(draft?.id ?? ""),
  });

  const choose = (one: MergeConflict, isMine: boolean): void =>
    setMine((before) => {
      const after = new Set(before);
      if (isMine) after.add(one);
      else after.delete(one);
      return after;
    });
  const apply = (): void => {
    const document = resolve(merge, [...mine]);
    useSaving.setState({
      base: files,
      conflict: null,
      status: "waiting",
      draft: draft === null ? null : { ...draft, save },
    });
    useWorkspace.getState().commit(document, { label: MERGED });
    onResolved();
  };

  return (
    <Modal
      open
      width={820}
      title={t("conflictTitle", { name: data?.people[savedBy] ?? savedBy })}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={[
        <Button key="theirs" onClick={() => setMine(new Set())}>
          {t("allTheirs")}
        </Button>,
        <Button key="mine" onClick={() => setMine(new Set(merge.conflicts))}>
          {t("allMine")}
        </Button>,
        <Button key="apply" type="primary" onClick={apply}>
          {t("applyChoice")}
        </Button>,
      ]}
    >
      <p className="form-hint">{t("conflictText")}</p>
      {merge.conflicts.map((one) => (
        <Place
          key={`${one.file} ${one.path.join("/")}`}
          conflict={one}
          isMine={mine.has(one)}
          onChoose={(isMine) => choose(one, isMine)}
        />
      ))}
    </Modal>
  );
}

function Place({
  conflict: { file, path, base, mine, theirs },
  isMine,
  onChoose,
}: {
  readonly conflict: MergeConflict;
  readonly isMine: boolean;
  readonly onChoose: (isMine: boolean) => void;
}) {
  const { t } = useTranslation("workspace");
  const place = `${file} · ${path.length === 0 ? t("wholeFile") : showPath(path)}`;
  const show = (value: JsonValue | undefined): string => {
    if (value === undefined) return t("absent");
    if (path.length === 0) return String(value);
    return printJson(value, { indent: "  ", eol: "\n", space: " " });
  };
  return (
    <section className="conflict" aria-label={place}>
      <header>
        <code>{place}</code>
        <Segmented
          aria-label={place}
          value={isMine ? "mine" : "theirs"}
          options={[
            { value: "mine", label: t("mine") },
            { value: "theirs", label: t("theirs") },
          ]}
          onChange={(value) => onChoose(value === "mine")}
        />
      </header>
      <div className="conflict-sides">
        <figure className={isMine ? "is-chosen" : undefined}>
          <figcaption>{t("mine")}</figcaption>
          <pre>{show(mine)}</pre>
        </figure>
        <figure className={isMine ? undefined : "is-chosen"}>
          <figcaption>{t("theirs")}</figcaption>
          <pre>{show(theirs)}</pre>
        </figure>
      </div>
      <details>
        <summary className="dim">{t("before")}</summary>
        <pre>{show(base)}</pre>
      </details>
    </section>
  );
}

/** `children › L1P2-A1 › weight` */
function showPath(path: Path): string {
  return path.map((step) => step.replace(/^#/, "")).join(" › ");
}
