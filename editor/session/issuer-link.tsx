/** @module The other way to sign in, where the house has an issuer of its own: a link away from this page and back. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { issuerPath } from "../api/session.ts";

export function IssuerLink() {
  const { t } = useTranslation("session");
  const { data } = useQuery({
    queryKey: ["session", "ways"],
    queryFn: issuerPath,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (data == null) return null;
  return (
    <Button href={data} size="large" block className="form-way">
      {t("byIssuer")}
    </Button>
  );
}
