import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Enough for a run of 100 power cuts; the file is sparse. */
const DISK_BYTES = 1024 ** 3;

/**
 * `_IOR('X', 125, __u32)` of Linux with EXT4_GOING_FLAGS_NOLOGFLUSH: the file system ends as in a power cut, with
 * nothing of what it had not yet been asked to sync. Node has no ioctl.
 */
const CUT_POWER = `
  open(my $disk, '<', $ARGV[0]) or die $!;
  my $nologflush = pack('L', 2);
  ioctl($disk, 0x8004587D, $nologflush) or die $!;
`;

/** An ext4 file system of its own, in a file. */
export class LoopDisk {
  /** Where it is mounted. */
  readonly folder: string;
  /** Holds the image and the mount point; what else is put there outlives every power cut. */
  readonly home: string;
  private readonly image: string;

  private constructor(home: string) {
    this.home = home;
    this.folder = join(home, 'disk');
    this.image = join(home, 'image');
  }

  /** Rejects where this machine or this user cannot: it takes Linux, root, loop devices, e2fsprogs and Perl. */
  static async mount(): Promise<LoopDisk> {
    const disk = new LoopDisk(await mkdtemp(join(tmpdir(), 'gatepost-power-')));
    try {
      const image = await open(disk.image, 'w');
      await image.truncate(DISK_BYTES).finally(() => image.close());
      await run('mkfs.ext4', ['-q', '-F', disk.image]);
      await mkdir(disk.folder);
      await disk.attach();
      await disk.cutPower();
      await disk.restart();
      return disk;
    } catch (error) {
      await run('umount', ['-l', disk.folder]).catch(() => undefined); // it may never have been mounted
      await rm(disk.home, { recursive: true, force: true });
      throw error;
    }
  }

  async cutPower(): Promise<void> {
    await run('perl', ['-e', CUT_POWER, this.folder]);
  }

  /** Nobody may have a file of it open. */
  async restart(): Promise<void> {
    await run('umount', [this.folder]);
    await this.attach();
  }

  async remove(): Promise<void> {
    await run('umount', ['-l', this.folder]);
    await rm(this.home, { recursive: true, force: true });
  }

  private async attach(): Promise<void> {
    await run('mount', ['-o', 'loop', this.image, this.folder]);
  }
}
