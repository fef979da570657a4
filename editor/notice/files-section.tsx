/** @module Files of the notice, kept with the draft: put in, looked at, taken out. */
import { DeleteOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { type ChangeEvent, type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { keepNoticeFile, type Notice, type NoticeFile, removeNoticeFile } from "../api/notices.ts";
import { isProblem } from "../api/problem.ts";
import { useLanguage } from "../messages/index.ts";
import { showMoment } from "../ui/moments.ts";
import { useProblemText } from "../ui/problem-alert.tsx";
import { useSaving } from "../workspace/saving/saving-store.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { NoticePages } from "./notice-pages.tsx";
import { useRefreshNotice } from "./use-notice.ts";

/** Types that the service takes (evidence-files.ts). */
const ACCEPT = ".pdf,.doc,.docx,.wps,.ofd,.png,.jpg,.jpeg,.xls,.xlsx,.zip,.txt";

export function FilesSection({ notice: { files, people } }: { readonly notice: Notice }) {
  const { t } = useTranslation("notice");
  const { message, modal } = App.useApp();
  const readOnly = useWorkspace((state) => state.readOnly);
  const draft = useSaving((state) => state.draft?.id ?? "");
  const refresh = useRefreshNotice();
  const problemText = useProblemText();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [isOver, setOver] = useState(false);
  const [looked, setLooked] = useState<string | null>(null);
  const shown = files.find(({ id }) => id === looked);

  const put = async (chosen: readonly File[]): Promise<void> => {
    setBusy(true);
    for (const file of chosen) {
      try {
        await keepNoticeFile(draft, file);
        message.success(t("fileKept", { name: file.name }));
      } catch (error) {
        const taken = isProblem(error, "conflict") ? error.document.taken : undefined;
        message.error(
          typeof taken === "string" ? t("fileTaken", { name: taken }) : problemText(error),
        );
      }
    }
    await refresh();
    setBusy(false);
  };
  const chosen = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const list = [...(target.files ?? [])];
    target.value = "";
    void put(list);
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void put([...event.dataTransfer.files]);
  };
  const takeOut = (file: NoticeFile): void => {
    modal.confirm({
      title: t("removeFile", { name: file.name }),
      content: t("removeFileText"),
      okText: t("remove"),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await removeNoticeFile(draft, file.id);
        } catch (error) {
          message.error(problemText(error));
        }
        await refresh();
      },
    });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the button is the first
    <section
      className={isOver ? "notice-files is-over" : "notice-files"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!readOnly);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={readOnly ? undefined : dropped}
    >
      <h2>{t("files")}</h2>
      <p className="dim">{t("filesText")}</p>
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <Button
                type="link"
                size="small"
                aria-expanded={file.id === looked}
                onClick={() => setLooked(file.id === looked ? null : file.id)}
              >
                {file.name}
              </Button>
              <FileFacts file={file} by={people[file.by] ?? file.by} />
              {readOnly ? null : (
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t("removeFile", { name: file.name })}
                  onClick={() => takeOut(file)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {readOnly ? null : (
        <>
          <input ref={field} type="file" multiple accept={ACCEPT} hidden onChange={chosen} />
          <Button icon={<UploadOutlined />} loading={busy} onClick={() => field.current?.click()}>
            {t("upload")}
          </Button>{" "}
          <span className="dim">{t("uploadText")}</span>
        </>
      )}
      {shown === undefined ? null : <NoticePages key={shown.id} file={shown} page={null} />}
    </section>
  );
}

function FileFacts({
  file: { size, hash, at },
  by,
}: {
  readonly file: NoticeFile;
  readonly by: string;
}) {
  const { t } = useTranslation("notice");
  const language = useLanguage();
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(size / 1024);
  const digits = hash.replace("sha256:", "");
  return (
    <span className="dim">
      {t("fileFacts", { size: amount, by, when: showMoment(at, language) })}{" "}
      <code title={hash}>{digits.slice(0, 12)}</code>
    </span>
  );
}
