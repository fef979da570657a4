/** @module The invented example as data: a file beside the rules, so that no city, unit or figure stands in the code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Role } from "../people/roles.ts";
import type { NewDecision } from "../rounds/settle.ts";
import type { SheetBody } from "../rounds/sheet-body.ts";
import { RULES_FOLDER } from "../rule-files/rule-files.ts";

/** Days count from the moment at which the example is loaded, so that it is never out of date. */
export interface Example {
  readonly city: { readonly id: string; readonly name: string };
  readonly units: readonly {
    readonly id: string;
    readonly name: string;
    /** Role of the rule set that it has. */
    readonly role: string;
  }[];
  readonly round: {
    readonly id: string;
    readonly name: string;
    readonly ruleSet: string;
    readonly opensDays: number;
    readonly deadlineDays: number;
    readonly cutOff: string;
  };
  readonly assignments: {
    readonly [place: string]: {
      readonly units?: readonly string[];
      readonly deadlineDays?: number;
      readonly evidence?: readonly string[];
    };
  };
  readonly people: readonly {
    readonly name: string;
    readonly displayName: string;
    readonly role: Role;
    readonly unit?: string;
  }[];
  /** What the people of the example did, in order. */
  readonly acts: readonly Act[];
}

export type Act =
  | {
      readonly do: "save";
      readonly unit: string;
      readonly item: string;
      readonly body: SheetBody;
      readonly evidence?: readonly { readonly name: string; readonly text: string }[];
    }
  | { readonly do: "hand-in" | "accept"; readonly unit: string; readonly item: string }
  | {
      readonly do: "return";
      readonly unit: string;
      readonly item: string;
      readonly reason: string;
    }
  | {
      readonly do: "object";
      readonly owner: string;
      readonly item: string;
      readonly unit: string;
      readonly reason: string;
    }
  | ({ readonly do: "decide"; readonly item: string } & Omit<NewDecision, "parts">)
  | {
      readonly do: "reopen";
      readonly unit: string;
      readonly item: string;
      readonly untilDays: number;
      readonly reason: string;
    }
  | { readonly do: "score"; readonly why: string };

/** The file ships with the program, and a test loads it whole. */
export function readExample(): Example {
  return JSON.parse(readFileSync(join(RULES_FOLDER, "example.json"), "utf8")) as Example;
}
