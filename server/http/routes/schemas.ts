/** @module The schemas of rule files, for editors and other programs that write them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Type } from "@sinclair/typebox";
import { Problem } from "../../problem.ts";
import { RULES_FOLDER } from "../../rule-files/rule-files.ts";
import { json, type Route, route } from "../route.ts";
import { listOf, OBJECT } from "../schemas.ts";

const FOLDER = join(RULES_FOLDER, "schema");

export const schemaRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/schemas",
      zh: "规则文件的 JSON Schema 列表",
      en: "JSON Schemas of rule files",
      access: "open",
      answer: { status: 200, type: "application/json", schema: listOf("schemas", Type.String()) },
      failures: [],
    },
    () => json({ schemas: names() }),
  ),
  route(
    {
      method: "get",
      path: "/schemas/{schema}",
      zh: "一个 JSON Schema",
      en: "One JSON Schema",
      access: "open",
      answer: { status: 200, type: "application/json", schema: OBJECT },
      failures: [],
    },
    ({ params }) => {
      const name = names().find((one) => one === params.schema);
      if (name === undefined) throw new Problem("not_found", { known: names() });
      return json(JSON.parse(readFileSync(join(FOLDER, name), "utf8")));
    },
  ),
];

function names(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".schema.json"))
    .sort();
}
