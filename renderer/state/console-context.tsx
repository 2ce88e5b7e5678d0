import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Bridge, ConnectionState } from '../console/bridge.ts';

const BridgeContext = createContext<Bridge | null>(null);
export const ConsoleProvider = BridgeContext.Provider;

export function useConsole(): Bridge {
  const bridge = useContext(BridgeContext);
  if (!bridge) throw new Error('useConsole needs a ConsoleProvider above it');
  return bridge;
}

export function useConnectionState(): ConnectionState {
  const bridge = useConsole();
  return useSyncExternalStore(bridge.onConnectionChange, bridge.connectionState);
}
