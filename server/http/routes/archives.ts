/** @module A frozen round, or one frozen city of it, as one file for the record. */
import { Type } from "@sinclair/typebox";
import { packArchive } from "../../archive/archive-file.ts";
import { collectArchive } from "../../archive/collect.ts";
import type { Services } from "../../services.ts";
import { attachment } from "../attachment.ts";
import { type Answer, type Route, route } from "../route.ts";

const ZIP = "application/zip";
const ANSWER = { status: 200, type: ZIP, schema: Type.String() } as const;

export const archiveRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/rounds/{round}/archive",
      zh: "批次归档：全部已定稿城市，可用 chengping verify 离线核验",
      en: "Archive of a round: every frozen city; chengping verify checks it offline",
      access: ["analyst", "auditor"],
      answer: ANSWER,
      failures: [409],
    },
    async ({ params, who }, services) => {
      // An auditor of one city takes that city's archive.
      const grants = who.grants.filter(({ role }) => role === "analyst" || role === "auditor");
      const whole = grants.some(({ city }) => city === null);
      const cities = whole ? null : grants.map(({ city }) => city as string);
      return answer(services, params.round ?? "", cities, "");
    },
  ),
  route(
    {
      method: "get",
      path: "/rounds/{round}/cities/{city}/archive",
      zh: "一个已定稿城市的归档",
      en: "Archive of one frozen city",
      access: ["consolidator", "analyst", "auditor"],
      answer: ANSWER,
      failures: [409],
    },
    async ({ params }, services) => {
      const { round = "", city = "" } = params;
      return answer(services, round, [city], `-${city}`);
    },
  ),
];

async function answer(
  { store }: Services,
  round: string,
  cities: readonly string[] | null,
  suffix: string,
): Promise<Answer> {
  const bytes = await packArchive(await collectArchive(store, round, cities));
  return attachment(bytes, ZIP, `${round}${suffix}.zip`);
}
