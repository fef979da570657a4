/** @module `chengping example remove`: the invented example taken away again. */
import { removeExample } from "../example/remove-example.ts";
import { placeOf } from "../start.ts";
import { openStore } from "../storage/store.ts";
import { configurationOrStop } from "./serve-command.ts";
import { CommandError, FINE, print, type Shell, WRONG_USE } from "./shell.ts";
import { commandErrorOf } from "./store-errors.ts";

export async function exampleCommand(
  action: string,
  flags: { readonly data?: string },
  shell: Shell,
): Promise<number> {
  const { words } = shell;
  if (action !== "remove")
    throw new CommandError(`${words.wrongUse} example ${action} → example remove`, WRONG_USE);
  const configuration = configurationOrStop(flags, shell);
  try {
    const store = await openStore(placeOf(configuration));
    try {
      const removed = await removeExample(store, () => new Date());
      print(
        removed.length === 0 ? words.exampleNone : `${words.exampleRemoved} ${removed.join(" ")}`,
      );
    } finally {
      await store.close();
    }
  } catch (error) {
    throw commandErrorOf(error, shell);
  }
  return FINE;
}
