/** @module The keys of all commands, while no dialog is open and no input method composes. */
import { useHotkeys } from "react-hotkeys-hook";
import type { Command, CommandContext } from "./command.ts";
import { COMMANDS } from "./index.ts";

export function CommandKeys({ context }: { readonly context: CommandContext }) {
  return COMMANDS.filter(({ keys }) => keys !== undefined).map((command) => (
    <CommandKey key={command.id} command={command} context={context} />
  ));
}

function CommandKey({
  command: { keys = [], inFields, when, run },
  context,
}: {
  readonly command: Command;
  readonly context: CommandContext;
}) {
  useHotkeys(
    [...keys],
    () => run(context),
    {
      enableOnFormTags: inFields === true,
      enableOnContentEditable: inFields === true,
      preventDefault: true,
      useKey: true,
      ignoreEventWhen: (event) =>
        event.isComposing || event.keyCode === 229 || isDialogOpen() || when?.(context) === false,
    },
    [context],
  );
  return null;
}

/** Undo must not reach behind a dialog. */
function isDialogOpen(): boolean {
  return document.querySelector("[role=dialog][aria-modal=true]") !== null;
}
