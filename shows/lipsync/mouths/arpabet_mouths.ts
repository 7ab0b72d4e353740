/** Mouths of the 39 ARPAbet phones: data only. @module */

import type { Shape } from "./mapping.ts";

/**
 * Columns in the order of `MAPPINGS`: the `phoneme_mapping` table of xLights and Papagayo; papagayo-ng's current
 * Preston Blair table; and the refined one, which is xLights' with moving diphthongs and rounded lips.
 */
export const ARPABET_MOUTHS: Readonly<Record<string, readonly [Shape, Shape, Shape]>> = {
  AA: ["ai", "ai", "ai"],
  AE: ["ai", "ai", "ai"],
  AH: ["ai", "e", "ai"],
  AO: ["o", "o", "o"],
  AW: ["o", "u", ["ai", "u"]],
  AY: ["ai", "ai", ["ai", "e"]],
  EH: ["e", "e", "e"],
  ER: ["e", "wq", "o"],
  EY: ["e", "e", "e"],
  IH: ["ai", "ai", "e"],
  IY: ["e", "e", "e"],
  OW: ["o", "wq", ["o", "u"]],
  OY: ["wq", "wq", ["o", "e"]],
  UH: ["u", "u", "u"],
  UW: ["u", "u", "u"],
  B: ["mbp", "mbp", "mbp"],
  CH: ["etc", "wq", "wq"],
  D: ["etc", "e", "etc"],
  DH: ["etc", "l", "etc"],
  F: ["fv", "fv", "fv"],
  G: ["etc", "e", "etc"],
  HH: ["etc", "e", "etc"],
  JH: ["etc", "wq", "wq"],
  K: ["etc", "e", "etc"],
  L: ["l", "l", "l"],
  M: ["mbp", "mbp", "mbp"],
  N: ["etc", "etc", "etc"],
  NG: ["etc", "e", "etc"],
  P: ["mbp", "mbp", "mbp"],
  R: ["etc", "l", "etc"],
  S: ["etc", "etc", "etc"],
  SH: ["etc", "wq", "wq"],
  T: ["etc", "e", "etc"],
  TH: ["etc", "e", "etc"],
  V: ["fv", "fv", "fv"],
  W: ["wq", "wq", "wq"],
  Y: ["etc", "e", "etc"],
  Z: ["etc", "etc", "etc"],
  ZH: ["etc", "wq", "wq"],
};
