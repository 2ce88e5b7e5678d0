import { Fragment } from 'react';

/** `9A:3C:…`, broken at colons only: pairs are what is compared by eye. */
export function Fingerprint({ value }: { readonly value: string }) {
  return (
    <code>
      {value.split(/(?<=:)/).map((pair, index) => (
        <Fragment key={index}>
          {pair}
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}
