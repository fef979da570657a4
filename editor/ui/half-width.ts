/** @module What was typed or pasted in full-width, as ASCII has it. */

/** Full-width digits, signs and spaces as ASCII has them, without spaces around. */
export function halfWidth(text: string): string {
  return text
    .replaceAll(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll("　", " ")
    .replaceAll(/[−–]/g, "-")
    .replaceAll("。", ".")
    .trim();
}
