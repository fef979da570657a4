/**
 * @module Who may be given what: administrators and the auditor are other people (GB/T 22239-2019, 权限分离), nobody
 * gives a role to themselves, and a role is given for a part of the world that there is.
 */
import type { Changing } from "../changes/change.ts";
import type { Configuration } from "../configuration.ts";
import { invalid, Problem } from "../problem.ts";
import type { Grant, Role } from "./roles.ts";

const ADMINISTRATORS: readonly Role[] = ["system-administrator", "security-administrator"];

/** @throws Problem 409 for roles that one person may not hold together, 422 for a place that is not there */
export async function refuseGrant(
  { trx, by }: Changing,
  holder: string,
  { role, city, unit }: Grant,
  { onePerson }: Pick<Configuration, "onePerson">,
): Promise<void> {
  if (!onePerson && holder === by) throw new Problem("conflict", { reason: "own_account" });
  const rows = await trx
    .selectFrom("role_grant")
    .select("role")
    .where("holder", "=", holder)
    .execute();
  const held = rows.find(
    (one) =>
      (role === "auditor" && ADMINISTRATORS.some((name) => name === one.role)) ||
      (one.role === "auditor" && ADMINISTRATORS.includes(role)),
  );
  if (held !== undefined && !onePerson)
    throw new Problem("conflict", { reason: "roles_apart", held: held.role, wanted: role });
  if (city === null) return;
  const units = await trx.selectFrom("unit").select("id").where("city", "=", city).execute();
  const ids = units.map(({ id }) => id);
  if (ids.length === 0) throw invalid("/city", "unknown_city", { found: city });
  if (unit !== null && !ids.includes(unit))
    throw invalid("/unit", "unknown_unit", { found: unit, known: ids });
}
