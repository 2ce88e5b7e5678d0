import { CopyButton } from '../../parts/copy-button.tsx';
import { firstRunText } from '../../text/en/first-run.ts';

const words = firstRunText.accounts;

interface Props {
  readonly addresses: readonly string[];
  readonly passwords: ReadonlyMap<string, string>;
}

/** The accounts there are; a password only while the window remembers it. */
export function MadeAccounts({ addresses, passwords }: Props) {
  if (addresses.length === 0) return null;
  return (
    <table className="first-run-accounts" aria-label={words.made}>
      <tbody>
        {addresses.map((address) => {
          const password = passwords.get(address);
          return (
            <tr key={address}>
              <th scope="row">{address}</th>
              <td>
                {password === undefined ? (
                  <span className="quiet">{words.hidden}</span>
                ) : (
                  <code>{password}</code>
                )}
              </td>
              <td>
                {password !== undefined && (
                  <CopyButton
                    label={words.copy}
                    describedAs={words.copyFor(address)}
                    content={() => password}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
