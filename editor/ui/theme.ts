/** @module Colours and shapes of the page, light and dark: one table, for antd and for our own style sheets. */
import { theme as antd, type ThemeConfig } from "antd";

export type Mode = "light" | "dark";

/** Names of the custom properties that our style sheets use (`var(--ink)` …). */
type Palette = {
  readonly [name in
    | "paper"
    | "card"
    | "sunken"
    | "ink"
    | "dim"
    | "line"
    | "accent"
    | "accent-soft"
    | "good"
    | "good-soft"
    | "bad"
    | "bad-soft"
    | "warn"
    | "warn-soft"]: string;
};

const PALETTES: { readonly [mode in Mode]: Palette } = {
  light: {
    paper: "#f6f7f9",
    card: "#ffffff",
    sunken: "#eef1f4",
    ink: "#1c2530",
    dim: "#57626f",
    line: "#dce1e7",
    accent: "#22577a",
    "accent-soft": "#e3edf4",
    good: "#2c6e49",
    "good-soft": "#e2f1e8",
    bad: "#a8322d",
    "bad-soft": "#fae7e5",
    warn: "#8a5a00",
    "warn-soft": "#fbf0d9",
  },
  dark: {
    paper: "#14181d",
    card: "#1b2027",
    sunken: "#11151a",
    ink: "#e4e9ee",
    dim: "#9ba6b2",
    line: "#323a44",
    accent: "#7fb3d5",
    "accent-soft": "#22384a",
    good: "#7cc79b",
    "good-soft": "#1d3729",
    bad: "#f0938c",
    "bad-soft": "#452322",
    warn: "#e3b565",
    "warn-soft": "#3d3018",
  },
};

/** antd sets none for Chinese. */
export const FONT =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';

export function themeOf(mode: Mode): ThemeConfig {
  const palette = PALETTES[mode];
  return {
    algorithm: mode === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: palette.accent,
      colorInfo: palette.accent,
      colorLink: palette.accent,
      colorSuccess: palette.good,
      colorError: palette.bad,
      colorWarning: palette.warn,
      colorInfoBg: palette["accent-soft"],
      colorSuccessBg: palette["good-soft"],
      colorErrorBg: palette["bad-soft"],
      colorWarningBg: palette["warn-soft"],
      colorInfoBorder: palette.line,
      colorSuccessBorder: palette.line,
      colorErrorBorder: palette.line,
      colorWarningBorder: palette.line,
      colorText: palette.ink,
      colorTextSecondary: palette.dim,
      colorTextTertiary: palette.dim,
      colorTextDescription: palette.dim,
      colorTextPlaceholder: palette.dim,
      colorBgLayout: palette.paper,
      colorBgContainer: palette.card,
      colorBorder: palette.line,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      fontFamily: FONT,
      fontSize: 14,
      borderRadius: 5,
      motion: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      boxShadow: "0 6px 24px rgb(0 0 0 / 14%)",
      boxShadowSecondary: "0 6px 24px rgb(0 0 0 / 14%)",
    },
    components: {
      Button: {
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        fontWeight: 500,
        // Light accents carry dark words.
        primaryColor: mode === "dark" ? PALETTES.dark.sunken : "#ffffff",
      },
      // What is chosen, and what can be ticked, is seen in the dark too.
      Segmented: { trackBg: palette.sunken, itemSelectedBg: palette["accent-soft"] },
      Checkbox: { colorBorder: palette.dim },
      Tabs: { horizontalMargin: "0", titleFontSize: 14 },
      Tree: { titleHeight: 28, indentSize: 16 },
      Table: { headerBg: palette.sunken, cellPaddingBlockSM: 6, headerSplitColor: "transparent" },
    },
  };
}

/** Puts the palette where style sheets find it. */
export function showPalette(mode: Mode): void {
  const root = document.documentElement;
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(PALETTES[mode]))
    root.style.setProperty(`--${name}`, value);
}
