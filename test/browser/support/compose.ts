/** What an input method does, by the browser's debugger: composition events as people's keyboards make them. */
import type { CDPSession } from "playwright-core";

/** Letters stand underlined in the field that has the focus, one after the other. */
export async function composeLetters(session: CDPSession, letters: string): Promise<void> {
  for (let length = 1; length <= letters.length; length++) {
    const text = letters.slice(0, length);
    await session.send("Input.imeSetComposition", {
      text,
      selectionStart: length,
      selectionEnd: length,
    });
  }
}

/** Letters, until a word is chosen that takes their place. */
export async function compose(session: CDPSession, letters: string, word: string): Promise<void> {
  await composeLetters(session, letters);
  await session.send("Input.insertText", { text: word });
}
