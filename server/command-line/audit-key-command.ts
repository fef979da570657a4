/** @module `chengping audit-key`: a new pair of keys, the private one for the service, the public one for the auditor. */
import { existsSync, writeFileSync } from "node:fs";
import { makeKeyPair } from "../audit/signing-key.ts";
import { CommandError, FINE, print, type Shell, WRONG_USE } from "./shell.ts";

export function auditKeyCommand(file: string, { words }: Shell): number {
  const publicFile = `${file}.pub`;
  for (const one of [file, publicFile])
    if (existsSync(one)) throw new CommandError(`${words.fileThere} ${one}`, WRONG_USE);
  const { id, privateKey, publicKey } = makeKeyPair();
  // For the service's own account alone.
  writeFileSync(file, privateKey, { mode: 0o600, flag: "wx" });
  writeFileSync(publicFile, publicKey, { flag: "wx" });
  print(`${words.privateKeyIn} ${file}\n${words.publicKeyIn} ${publicFile}\n${id}`);
  return FINE;
}
