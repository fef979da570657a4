/** @module A page of a notice's file beside what is worked on: in the browser's own reader, else to be saved. */
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type NoticeFile, noticeFileAddress } from "../api/notices.ts";
import { useSaving } from "../workspace/saving/saving-store.ts";

/** The service sends every file as one to be saved, so it is fetched and shown from memory. */
export function NoticePages({
  file,
  page,
}: {
  readonly file: NoticeFile;
  readonly page: number | null;
}) {
  const { t } = useTranslation("notice");
  const draft = useSaving((state) => state.draft?.id ?? "");
  const address = noticeFileAddress(draft, file.id);
  const isPdf = file.mediaType === "application/pdf" && navigator.pdfViewerEnabled;
  const isPicture = file.mediaType.startsWith("image/");
  const bytes = useQuery({
    queryKey: ["notice-file", file.hash],
    queryFn: async () => (await fetch(address, { credentials: "same-origin" })).blob(),
    enabled: isPdf || isPicture,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const url = useObjectUrl(bytes, file.mediaType);
  const save = (
    <a href={address} download={file.name}>
      {t("download", { name: file.name })}
    </a>
  );
  if (!isPdf && !isPicture)
    return (
      <p className="notice-page-note">
        {t("notShown")} {save}
        {page !== null && <> {t("seePage", { page })}</>}
      </p>
    );
  const title = t("pageOf", { name: file.name, page: page ?? 1 });
  return (
    <figure className="notice-page">
      {url === null ? (
        <Skeleton active />
      ) : isPdf ? (
        // Readers take the page from the address once, when they open.
        <iframe key={page} title={title} src={`${url}#page=${page ?? 1}&view=FitH&navpanes=0`} />
      ) : (
        <img alt={title} src={url} />
      )}
      <figcaption>{save}</figcaption>
    </figure>
  );
}

function useObjectUrl(bytes: Blob | undefined, type: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (bytes === undefined) return undefined;
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
}
