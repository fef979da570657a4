/** @module Which texts stand for themselves: letters, digits and points of any script, beginning with a letter. */

export const PLAIN_NAME: RegExp = /^[\p{L}_][\p{L}\p{M}\p{N}_.·]*$/u;
