/** What journeys about an item begin with: the service, an analyst, and a draft of theirs opened at the item. */
import { afterAll, beforeAll } from "vitest";
import type { Role } from "../../../server/people/roles.ts";
import type { Client, TestOptions } from "../../support/test-service.ts";
import { type EditorService, SHIPPED, startEditorService } from "./editor-service.ts";
import { openItem } from "./formulas.ts";
import { type Journey, type JourneyOptions, startJourney } from "./journey.ts";

export interface AnalystOptions extends TestOptions {
  /** What the analyst may do beside. */
  readonly also?: readonly Role[];
}

export interface ItemJourney extends Journey {
  readonly draft: string;
  /** Texts of the draft as the service has them, by path. */
  filesNow(): Promise<{ readonly [file: string]: string }>;
}

export interface AnalystAtWork {
  readonly editor: EditorService;
  readonly client: Client;
  /** A new draft, opened at one of its items, with its values shown. */
  opens(item: string, options?: Omit<JourneyOptions, "address" | "as">): Promise<ItemJourney>;
}

/** Started before the journeys of the file that calls it, ended after them. */
export function analystAtWork({ also = [], ...options }: AnalystOptions = {}): AnalystAtWork {
  let editor: EditorService;
  let client: Client;
  let drafts = 0;
  beforeAll(async () => {
    editor = await startEditorService(options);
    client = await editor.person("analyst", ...also);
  });
  afterAll(() => editor.close());
  return {
    get editor() {
      return editor;
    },
    get client() {
      return client;
    },
    async opens(item, shown = {}) {
      const ruleSet = `${SHIPPED}-next-${++drafts}`;
      const draft = await editor.draft(client, { ruleSet, name: `草稿 ${drafts}` });
      const at = { address: editor.address, as: client, height: 1000, ...shown };
      const journey = await startJourney(at);
      await openItem(journey.page, draft, item);
      const filesNow = async () => (await client.send("GET", `/drafts/${draft}`)).json.files;
      return { ...journey, draft, filesNow };
    },
  };
}
