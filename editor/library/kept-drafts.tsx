/** @module Without a connection: the drafts that this computer kept, to go on with. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "../session/session-store.ts";
import { listKeptDrafts } from "../workspace/saving/kept-drafts.ts";

export function KeptDrafts() {
  const { t } = useTranslation("library");
  const person = useSession((state) => state.user?.id ?? "");
  const { data = [] } = useQuery({
    queryKey: ["kept-drafts", person],
    queryFn: () => listKeptDrafts(person),
    staleTime: 0,
  });
  if (data.length === 0) return null;
  return (
    <>
      <p>{t("keptDrafts")}</p>
      <ul className="plain-list">
        {data.map(({ id, name, ruleSet }) => (
          <li key={id}>
            <div className="library-row">
              <h3>
                <Link to={`/drafts/${id}`}>{name}</Link>
              </h3>
              <div className="dim">
                <code>{ruleSet.id}</code>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
