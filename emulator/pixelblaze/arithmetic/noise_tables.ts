/** The tables of the noise: those of stb_perlin.h v0.5 (Sean Barrett, public domain). @module */

import { NOISE_TABLES } from "./layout.ts";
import type { Segment } from "./wasm/body.ts";

/** A permutation of 0..255, two hexadecimal digits each. */
const PERMUTATION = [
  "177da13467754625f765cba97c7e2c7b98ee912dab72fd0ac088049df91e2348",
  "af3f4d5ab510606f85684ba25d3842f0083254e531d2adef8d01571202c68f39",
  "e1a03ad9a8cef5ccc706493c14e6d3e95ec858094a9b210fdb82e2ca53ec2aac",
  "a5da37de2e6b629a6d43c4b27f9e0df3414fa6f819e073504433b880e8d0977a",
  "1ad4692bb3d5eb9492590ec31c4e704cfa2f18fb8c6cbabee4aab78b27bcf4f6",
  "84307790b48a86c152b6787956dcd1035bf19555cd9671d81f6429a4b1d699e7",
  "2647b9ae61c91d5f075c36febf7622dd830ba363ea51e3939cb0118e450c6e3e",
  "1bff00c23b74f2fc1315bb35cf8140873d28a7ed66df6a9fc5bdd78924201605",
].join("");

/** Which of twelve gradients belongs to a hash, one hexadecimal digit each. */
const GRADIENTS = [
  "7950b16939b18a4786153a9a084152787b9a104750b614288a499257917226b5",
  "5469011076984a312889ab5bb26a34249a32636a534ab29b1ba494b04b400076",
  "a413b534291301806787046a823bb80248300a6122456013b95596983818969b",
  "a7565913702ab2613b7721730811506abb0270a83571b10790b5a32359798465",
].join("");

/** Every table stands there twice, so that the sum of two bytes finds its place without being cut. */
export const NOISE_DATA: Segment = {
  address: NOISE_TABLES,
  bytes: [...digits(PERMUTATION, 2), ...digits(PERMUTATION, 2), ...digits(GRADIENTS, 1), ...digits(GRADIENTS, 1)],
};

function digits(hex: string, size: number): number[] {
  return Array.from({ length: hex.length / size }, (_, i) => parseInt(hex.slice(i * size, (i + 1) * size), 16));
}
