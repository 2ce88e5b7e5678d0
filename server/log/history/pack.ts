import { deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';

/** A small window and little memory: setting the compressor up is most of its work on a few kilobytes. */
const OPTIONS: ZlibOptions = { level: 3, windowBits: 13, memLevel: 6 };
/** A session's transcript is at most 64 KiB, its verdicts are at most 200. */
const LARGEST = 16 * 1024 * 1024;

/** Values as compressed JSON. The dictionary holds what most of them have in common, and is kept beside them. */
export interface Packer {
  pack(value: unknown): Uint8Array;
  unpack(bytes: Uint8Array): unknown;
}

export function createPacker(dictionary: Uint8Array): Packer {
  return {
    pack: (value) => deflateRawSync(JSON.stringify(value), { ...OPTIONS, dictionary }),
    unpack: (bytes) =>
      JSON.parse(
        inflateRawSync(bytes, { ...OPTIONS, dictionary, maxOutputLength: LARGEST }).toString(),
      ) as unknown,
  };
}
