/** @returns {import("vite").Plugin} */
export declare function ruleSchemas(): import("vite").Plugin;
