export interface ScreenedNetwork {
  /** `192.0.2.7` or `2001:db8::/64`. */
  readonly network: string;
  readonly reason: string;
  /** The session that caused it, or null where the administrator did. */
  readonly sessionId: string | null;
  readonly since: number;
  /** Null: until it is removed by hand. */
  readonly until: number | null;
  /** How often this network has been blocked, this time included. */
  readonly offences: number;
  /** Connections refused while blocked. */
  readonly hits: number;
  readonly addedBy: 'rule' | 'administrator';
}
