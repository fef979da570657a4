/** @module What is installed for production, by the lock file: to be copied, and to be listed (CycloneDX 1.5). */
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Packages that production needs and that this machine has; binaries of other systems are not installed. */
export function productionPackages({ packages }, root) {
  return Object.entries(packages)
    .filter(([path, { dev }]) => path.startsWith("node_modules/") && dev !== true)
    .filter(([path]) => existsSync(join(root, path)))
    .map(([path, { version, license, integrity }]) => ({
      path,
      name: path.replace(/^.*node_modules\//, ""),
      version,
      license: license ?? null,
      integrity: integrity ?? null,
    }));
}

/** @see https://cyclonedx.org/docs/1.5/json/ */
export function billOfMaterials({ name, version, license }, packages) {
  const licensesOf = (one) => (one === null ? {} : { licenses: [licenseOf(one)] });
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      component: { type: "application", name, version, ...licensesOf(license) },
    },
    components: packages.map((one) => ({
      type: "library",
      name: one.name,
      version: one.version,
      purl: `pkg:npm/${one.name.replace("@", "%40")}@${one.version}`,
      ...licensesOf(one.license),
      ...(one.integrity === null ? {} : { hashes: [hashOf(one.integrity)] }),
    })),
  };
}

/** An expression, an id of SPDX, or what the package calls it. */
function licenseOf(text) {
  if (/[ (]/.test(text)) return { expression: text };
  return { license: text.includes("/") ? { name: text } : { id: text } };
}

/** `sha512-<base64>` of the lock file (Subresource Integrity). */
function hashOf(integrity) {
  const [kind = "", value = ""] = integrity.split(/-(.*)/s);
  return {
    alg: kind.replace("sha", "SHA-"),
    content: Buffer.from(value, "base64").toString("hex"),
  };
}
