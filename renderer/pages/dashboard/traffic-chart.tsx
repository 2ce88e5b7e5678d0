import { Link } from 'wouter';
import { formatClock, formatDateTime } from '../../parts/time.tsx';
import { logAddress } from '../../state/log-address.ts';
import type { Bin, Span } from '../../state/log-bins.ts';
import { dashboardText as words } from '../../text/en/dashboard.ts';
import { number } from '../../text/format.ts';
import { locale } from '../../text/language.ts';

interface Props {
  readonly bins: readonly Bin[];
  readonly span: Span;
  readonly isKnown: boolean;
}

/** In pixels; fixed, so that nothing moves when the numbers come. */
const HEIGHT = 132;
/** Share of its place that a bar takes. */
const WIDTH = 0.74;
/** What is there at all is to be seen. */
const LEAST_HEIGHT = 2;

/**
 * Bars, blocked on top of accepted, each the way to its sessions. Who cannot see or point at them has the same numbers
 * as a table below.
 */
export function TrafficChart({ bins, span, isKnown }: Props) {
  const totals = {
    blocked: bins.reduce((sum, { blocked }) => sum + blocked, 0),
    accepted: bins.reduce((sum, { accepted }) => sum + accepted, 0),
  };
  const most = Math.max(0, ...bins.map(({ blocked, accepted }) => blocked + accepted));
  const isEmpty = isKnown && most === 0;
  const whole = { kind: 'between', from: bins[0]?.from ?? null, to: null } as const;
  return (
    <div className="traffic">
      <p className="traffic-legend">
        <Link href={logAddress({ result: 'blocked', range: whole })} className="traffic-blocked">
          {isKnown ? words.blocked(totals.blocked) : words.columns.blocked}
        </Link>
        <Link href={logAddress({ result: 'accepted', range: whole })} className="traffic-accepted">
          {isKnown ? words.accepted(totals.accepted) : words.columns.accepted}
        </Link>
        {most > 0 && <span className="traffic-most">{words.most(most)}</span>}
      </p>
      <div className="traffic-plot">
        <svg width="100%" height={HEIGHT} aria-hidden>
          {bins.map((bin, index) => (
            <Bar key={bin.from} bin={bin} index={index} count={bins.length} most={most} span={span} />
          ))}
        </svg>
        {isEmpty && (
          <div className="traffic-empty">
            <strong>{words.noTraffic}</strong>
            <span>{words.noTrafficHelp}</span>
          </div>
        )}
      </div>
      <p className="traffic-axis" aria-hidden>
        {ticksOf(bins).map((bin) => (
          <span key={bin.from}>{nameOf(bin, span)}</span>
        ))}
      </p>
      <details className="traffic-table">
        <summary>{words.asTable}</summary>
        <NumbersTable bins={bins} span={span} />
      </details>
    </div>
  );
}

function Bar({
  bin,
  index,
  count,
  most,
  span,
}: {
  readonly bin: Bin;
  readonly index: number;
  readonly count: number;
  readonly most: number;
  readonly span: Span;
}) {
  const place = 100 / count;
  const x = `${String(index * place + (place * (1 - WIDTH)) / 2)}%`;
  const width = `${String(place * WIDTH)}%`;
  const heightOf = (sessions: number): number =>
    sessions === 0 || most === 0 ? 0 : Math.max(LEAST_HEIGHT, Math.round((sessions / most) * (HEIGHT - 6)));
  const accepted = heightOf(bin.accepted);
  const blocked = heightOf(bin.blocked);
  return (
    <a href={`#${hrefOf(bin)}`} tabIndex={-1} className="traffic-bar">
      <title>{words.bar(nameOf(bin, span), bin.blocked, bin.accepted)}</title>
      <rect
        className="traffic-target"
        x={`${String(index * place)}%`}
        y={0}
        width={`${String(place)}%`}
        height={HEIGHT}
      />
      <rect className="bar-accepted" x={x} y={HEIGHT - accepted} width={width} height={accepted} />
      <rect className="bar-blocked" x={x} y={HEIGHT - accepted - blocked} width={width} height={blocked} />
    </a>
  );
}

function NumbersTable({ bins, span }: { readonly bins: readonly Bin[]; readonly span: Span }) {
  return (
    <div className="table-scroll">
      <table className="table" aria-label={words.chart}>
        <thead>
          <tr>
            <th scope="col">{words.columns.time}</th>
            <th scope="col" className="cell-number">
              {words.columns.blocked}
            </th>
            <th scope="col" className="cell-number">
              {words.columns.accepted}
            </th>
          </tr>
        </thead>
        <tbody>
          {bins.toReversed().map((bin) => (
            <tr key={bin.from}>
              <th scope="row">
                <Link href={hrefOf(bin)}>
                  {span === 'day' ? nameOf(bin, span) : formatDateTime(bin.from)}
                </Link>
              </th>
              <td className="cell-number">{number(bin.blocked)}</td>
              <td className="cell-number">{number(bin.accepted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function hrefOf({ from, to }: Bin): string {
  return logAddress({ range: { kind: 'between', from, to } });
}

const DAY = new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short' });

function nameOf({ from }: Bin, span: Span): string {
  const clock = formatClock(from).slice(0, 5);
  if (span === 'day') return clock;
  return span === 'week' ? `${DAY.format(from)}, ${clock}` : DAY.format(from);
}

/** The first of every quarter: enough to find one's way. */
function ticksOf(bins: readonly Bin[]): readonly Bin[] {
  const step = Math.max(1, Math.floor(bins.length / 4));
  return bins.filter((_, index) => index % step === 0).slice(0, 4);
}
