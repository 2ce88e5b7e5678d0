import {
  AtSign,
  BadgeCheck,
  Clock,
  Contact,
  FlaskConical,
  Gauge,
  Globe,
  History,
  KeyRound,
  ListChecks,
  Network,
  ScrollText,
  Settings,
  ShieldBan,
  SquareArrowOutUpRight,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { lazy, type ComponentType } from 'react';
import { type text } from './text/en.ts';

export type PageKey = keyof typeof text.shell.pages;
export type PageGroup = keyof typeof text.shell.groups;

export interface Page {
  readonly key: PageKey;
  readonly path: string;
  readonly group: PageGroup;
  readonly icon: LucideIcon;
  readonly content: ComponentType;
}

const load = <N extends string>(module: () => Promise<Record<N, ComponentType>>, name: N) =>
  lazy(async () => ({ default: (await module())[name] }));

/** Every page, in the order of the navigation and of Ctrl+1 to Ctrl+9. */
export const PAGES: readonly Page[] = [
  {
    key: 'dashboard',
    path: '/dashboard',
    group: 'none',
    icon: Gauge,
    content: load(() => import('./pages/dashboard/dashboard-page.tsx'), 'DashboardPage'),
  },
  {
    key: 'log',
    path: '/log',
    group: 'none',
    icon: ScrollText,
    content: load(() => import('./pages/log/log-page.tsx'), 'LogPage'),
  },
  {
    key: 'smtpAuthentication',
    path: '/smtp-authentication',
    group: 'security',
    icon: KeyRound,
    content: load(
      () => import('./pages/smtp-authentication/smtp-authentication-page.tsx'),
      'SmtpAuthenticationPage',
    ),
  },
  {
    key: 'whiteList',
    path: '/white-list',
    group: 'security',
    icon: ListChecks,
    content: load(() => import('./pages/white-list/white-list-page.tsx'), 'WhiteListPage'),
  },
  {
    key: 'dynamicScreen',
    path: '/dynamic-screen',
    group: 'security',
    icon: ShieldBan,
    content: load(() => import('./pages/dynamic-screen/dynamic-screen-page.tsx'), 'DynamicScreenPage'),
  },
  {
    key: 'networks',
    path: '/networks',
    group: 'security',
    icon: Network,
    content: load(() => import('./pages/networks/networks-page.tsx'), 'NetworksPage'),
  },
  {
    key: 'authenticity',
    path: '/authenticity',
    group: 'security',
    icon: BadgeCheck,
    content: load(() => import('./pages/authenticity/authenticity-page.tsx'), 'AuthenticityPage'),
  },
  {
    key: 'tryIt',
    path: '/try',
    group: 'security',
    icon: FlaskConical,
    content: load(() => import('./pages/try/try-page.tsx'), 'TryPage'),
  },
  {
    key: 'accounts',
    path: '/accounts',
    group: 'mail',
    icon: Users,
    content: load(() => import('./pages/accounts/accounts-page.tsx'), 'AccountsPage'),
  },
  {
    key: 'sendAs',
    path: '/send-as',
    group: 'mail',
    icon: Contact,
    content: load(() => import('./pages/send-as/send-as-page.tsx'), 'SendAsPage'),
  },
  {
    key: 'domains',
    path: '/domains',
    group: 'mail',
    icon: Globe,
    content: load(() => import('./pages/domains/domains-page.tsx'), 'DomainsPage'),
  },
  {
    key: 'aliases',
    path: '/aliases',
    group: 'mail',
    icon: AtSign,
    content: load(() => import('./pages/aliases/aliases-page.tsx'), 'AliasesPage'),
  },
  {
    key: 'gateways',
    path: '/gateways',
    group: 'mail',
    icon: SquareArrowOutUpRight,
    content: load(() => import('./pages/gateways/gateways-page.tsx'), 'GatewaysPage'),
  },
  {
    key: 'queue',
    path: '/queue',
    group: 'mail',
    icon: Clock,
    content: load(() => import('./pages/queue/queue-page.tsx'), 'QueuePage'),
  },
  {
    key: 'server',
    path: '/server',
    group: 'server',
    icon: Settings,
    content: load(() => import('./pages/server/server-page.tsx'), 'ServerPage'),
  },
  {
    key: 'changes',
    path: '/changes',
    group: 'server',
    icon: History,
    content: load(() => import('./pages/changes/changes-page.tsx'), 'ChangesPage'),
  },
];

export const START_PATH = '/dashboard';
