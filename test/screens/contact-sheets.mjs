/** Contact sheets of pictures: a few on each at a size that can be read, in columns, with their names beneath. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

const WIDTH = 1576;
const HEIGHT = 1560;
const GAP = 8;
const CAPTION = 18;

/**
 * @param browser of playwright
 * @param folder of the pictures, and of the sheets
 * @param pictures file names
 * @param name of the sheets; they are numbered
 * @param columns how many pictures lie side by side
 * @returns number of sheets
 */
export async function writeContactSheets(browser, folder, pictures, name, columns) {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  const width = Math.floor((WIDTH - GAP * (columns + 1)) / columns);
  const sheets = arrange(folder, pictures, columns, width);
  for (const [index, sheet] of sheets.entries()) {
    await page.setContent(htmlOf(folder, sheet, width), { waitUntil: "load" });
    await page.screenshot({ path: join(folder, `sheet-${name}-${index + 1}.png`) });
  }
  await page.close();
  return sheets.length;
}

/** Sheets of columns of pictures, each column filled from above in the order given. */
function arrange(folder, pictures, columns, width) {
  const sheets = [];
  let sheet = [[]];
  let used = 0;
  for (const picture of pictures) {
    for (const part of partsOf(folder, picture, width)) {
      const needed = part.height + CAPTION + GAP;
      if (used + needed > HEIGHT && used > 0) {
        used = 0;
        if (sheet.length < columns) sheet.push([]);
        else {
          sheets.push(sheet);
          sheet = [[]];
        }
      }
      sheet.at(-1).push(part);
      used += needed;
    }
  }
  return [...sheets, sheet].filter((one) => one.flat().length > 0);
}

/** A picture that is higher than a sheet goes on in the next column. */
function partsOf(folder, picture, width) {
  const size = sizeOf(join(folder, picture));
  const whole = Math.round((size.height * width) / size.width);
  const room = HEIGHT - CAPTION - GAP;
  const parts = [];
  for (let from = 0; from < whole; from += room)
    parts.push({ picture, from, height: Math.min(room, whole - from) });
  return parts;
}

function htmlOf(folder, sheet, width) {
  const columns = sheet.map((column) => {
    const pictures = column.map(({ picture, from, height }) => {
      const data = readFileSync(join(folder, picture)).toString("base64");
      return `<figure><figcaption>${basename(picture, ".png")}</figcaption>
        <img src="data:image/png;base64,${data}" style="width:${width}px;height:${height}px;object-fit:cover;object-position:0 ${-from}px"></figure>`;
    });
    return `<div>${pictures.join("")}</div>`;
  });
  return `<style>
    body { margin: 0; padding: 0 ${GAP}px; display: flex; gap: ${GAP}px; background: #888; }
    figure { margin: 0 0 ${GAP}px; } img { display: block; }
    figcaption { height: ${CAPTION}px; font: 12px/18px sans-serif; }
  </style>${columns.join("")}`;
}

/** Width and height stand in the first chunk of a PNG (ISO/IEC 15948, 11.2.2). */
function sizeOf(file) {
  const bytes = readFileSync(file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
