import { describe, expect, test } from '@jest/globals';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { intervalsOf } from '../../../src/domain/validity/intervals-of.js';
import * as f from '../../kit/facts/facts.js';
import { aLog } from '../../kit/facts/log.js';

/** Times of a day, by the hour. */
const at = (hour: number) => `2026-06-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

type Told = [hour: number, fact: KeyEvent];

/** The intervals of the subject, as hours, with the types of the events that began and ended them. */
function lived(facts: Told[], wanted = 's') {
  const { all, happens } = aLog();
  happens('a-key', [f.created], { recordedAt: at(0) });
  for (const [hour, fact] of facts) happens('a-key', [fact], { recordedAt: at(hour) });
  const hourOf = (time: string | null) => (time === null ? null : Number(time.slice(11, 13)));
  const typeOf = (wantedId: string | null) => all.find(({ id }) => id === wantedId)?.type ?? 'clock';
  const { intervals } = intervalsOf(all).find(({ id }) => id === wanted) ?? { intervals: [] };
  return intervals.map(
    ({ from, to, openedBy, closedBy }) =>
      `${hourOf(from)} ${typeOf(openedBy)} - ${to === null ? 'open' : `${hourOf(to)} ${typeOf(closedBy)}`}`,
  );
}

const production = { environment: 'PRODUCTION' } as const;
const secret = f.secretAdded('s');
const productive = f.secretAdded('s', production);
const keypair = f.keypairAdded('s');
const uri = f.uriAdded('s');
const born = '1 SecretAdded';

describe('a secret', () => {
  test.each<[string, Told[], string[]]>([
    ['added', [[1, secret]], [`${born} - open`]],
    [
      'disabled',
      [
        [1, secret],
        [2, f.secretDisabled('s')],
      ],
      [`${born} - 2 SecretDisabled`],
    ],
    [
      'enabled again',
      [
        [1, secret],
        [2, f.secretDisabled('s')],
        [3, f.secretEnabled('s')],
      ],
      [`${born} - 2 SecretDisabled`, '3 SecretEnabled - open'],
    ],
    [
      'revoked',
      [
        [1, secret],
        [2, f.secretRevoked('s')],
      ],
      [`${born} - 2 SecretRevoked`],
    ],
    [
      'revoked when disabled',
      [
        [1, secret],
        [2, f.secretDisabled('s')],
        [3, f.secretRevoked('s')],
      ],
      [`${born} - 2 SecretDisabled`],
    ],
    [
      'of a key disabled and enabled',
      [
        [1, secret],
        [2, f.disabled],
        [3, f.enabled],
      ],
      [`${born} - 2 KeyDisabled`, '3 KeyEnabled - open'],
    ],
    [
      'of a deleted key',
      [
        [1, secret],
        [2, f.deleted],
      ],
      [`${born} - 2 KeyDeleted`],
    ],
    [
      'added to a disabled key',
      [
        [1, f.disabled],
        [2, secret],
      ],
      [],
    ],
    ['with an end', [[1, f.secretAdded('s', { expiresAt: at(5) })]], [`${born} - 5 clock`]],
    [
      'revoked before its end',
      [
        [1, f.secretAdded('s', { expiresAt: at(5) })],
        [3, f.secretRevoked('s')],
      ],
      [`${born} - 3 SecretRevoked`],
    ],
    [
      'revoked after its end',
      [
        [1, f.secretAdded('s', { expiresAt: at(5) })],
        [7, f.secretRevoked('s')],
      ],
      [`${born} - 5 clock`],
    ],
    [
      'revoked at its end, which the clock has come to',
      [
        [1, f.secretAdded('s', { expiresAt: at(5) })],
        [5, f.secretRevoked('s')],
      ],
      [`${born} - 5 clock`],
    ],
    [
      'enabled after its end',
      [
        [1, f.secretAdded('s', { expiresAt: at(5) })],
        [2, f.secretDisabled('s')],
        [6, f.secretEnabled('s')],
      ],
      [`${born} - 2 SecretDisabled`],
    ],
    ['with a beginning', [[1, f.secretAdded('s', { notBefore: at(4) })]], ['4 clock - open']],
    [
      'revoked before its beginning',
      [
        [1, f.secretAdded('s', { notBefore: at(4) })],
        [2, f.secretRevoked('s')],
      ],
      [],
    ],
    [
      'disabled over its beginning',
      [
        [1, f.secretAdded('s', { notBefore: at(4) })],
        [2, f.secretDisabled('s')],
        [6, f.secretEnabled('s')],
      ],
      ['6 SecretEnabled - open'],
    ],
    [
      'enabled before its beginning',
      [
        [1, f.secretAdded('s', { notBefore: at(4) })],
        [2, f.disabled],
        [3, f.enabled],
      ],
      ['4 clock - open'],
    ],
    [
      'with both dates',
      [
        [1, f.secretAdded('s', { notBefore: at(4), expiresAt: at(8) })],
        [5, f.disabled],
        [6, f.enabled],
      ],
      ['4 clock - 5 KeyDisabled', '6 KeyEnabled - 8 clock'],
    ],
  ])('%s', (_, facts, expected) => expect(lived(facts)).toEqual(expected));

  test.each<[string, KeyEvent]>([
    ['renamed', f.renamed('New')],
    ['described', f.described('Text')],
    ['linked', f.linked('p', 't')],
    ['transferred', f.transferred('ada', 'bob')],
    ['given another secret', f.secretAdded('t')],
    ['given a redirect URI', f.uriAdded('u')],
    ['suspended in production, of demo', f.suspended],
  ])('of a key that is %s goes on', (_, fact) =>
    expect(
      lived([
        [1, secret],
        [2, fact],
      ]),
    ).toEqual([`${born} - open`]),
  );

  test('of production counts while production is live', () => {
    const facts: Told[] = [
      [1, f.requested('r')],
      [2, f.approved('r')],
      [3, productive],
    ];
    const stopped: Told[] = [...facts, [4, f.suspended], [5, f.resumed]];
    expect(lived(stopped)).toEqual(['3 SecretAdded - 4 ProductionSuspended', '5 ProductionResumed - open']);
  });
  test('of production counts from the approval on, if it is there before', () =>
    expect(
      lived([
        [1, productive],
        [2, f.requested('r')],
        [3, f.approved('r')],
      ]),
    ).toEqual(['3 GoLiveApproved - open']));
});

describe('a keypair', () => {
  test.each<[string, Told[], string[]]>([
    ['added', [[1, keypair]], ['1 KeypairAdded - open']],
    ['with an end', [[1, f.keypairAdded('s', { expiresAt: at(5) })]], ['1 KeypairAdded - 5 clock']],
    [
      'disabled and enabled',
      [
        [1, keypair],
        [2, f.keypairDisabled('s')],
        [3, f.keypairEnabled('s')],
      ],
      ['1 KeypairAdded - 2 KeypairDisabled', '3 KeypairEnabled - open'],
    ],
    [
      'revoked',
      [
        [1, keypair],
        [2, f.keypairRevoked('s')],
      ],
      ['1 KeypairAdded - 2 KeypairRevoked'],
    ],
  ])('%s', (_, facts, expected) => expect(lived(facts)).toEqual(expected));
});

describe('a redirect URI', () => {
  test.each<[string, Told[], string[]]>([
    ['added', [[1, uri]], ['1 RedirectUriAdded - open']],
    [
      'removed',
      [
        [1, uri],
        [2, f.uriRemoved('s')],
      ],
      ['1 RedirectUriAdded - 2 RedirectUriRemoved'],
    ],
    [
      'of a key disabled and enabled',
      [
        [1, uri],
        [2, f.disabled],
        [3, f.enabled],
      ],
      ['1 RedirectUriAdded - 2 KeyDisabled', '3 KeyEnabled - open'],
    ],
    [
      'of a deleted key',
      [
        [1, uri],
        [2, f.deleted],
      ],
      ['1 RedirectUriAdded - 2 KeyDeleted'],
    ],
  ])('%s', (_, facts, expected) => expect(lived(facts)).toEqual(expected));
});

describe('of the events of one moment only the outcome is seen', () => {
  test.each<[string, Told[], string[]]>([
    [
      'added and revoked',
      [
        [1, secret],
        [1, f.secretRevoked('s')],
      ],
      [],
    ],
    [
      'added, disabled and enabled',
      [
        [1, secret],
        [1, f.disabled],
        [1, f.enabled],
      ],
      ['1 KeyEnabled - open'],
    ],
    [
      'disabled and enabled',
      [
        [1, secret],
        [2, f.disabled],
        [2, f.enabled],
      ],
      [`${born} - open`],
    ],
    [
      'disabled, enabled and revoked',
      [
        [1, secret],
        [2, f.disabled],
        [2, f.enabled],
        [2, f.secretRevoked('s')],
      ],
      [`${born} - 2 SecretRevoked`],
    ],
  ])('%s', (_, facts, expected) => expect(lived(facts)).toEqual(expected));
});

test('an event is no sooner than those before it, whatever its clock says', () => {
  expect(
    lived([
      [5, secret],
      [3, f.secretRevoked('s')],
    ]),
  ).toEqual([]);
  expect(
    lived([
      [1, secret],
      [5, f.renamed('New')],
      [3, f.secretRevoked('s')],
    ]),
  ).toEqual([`${born} - 5 SecretRevoked`]);
});

test('a retirement that another clock has seen the end of is taken back, and what happened meanwhile is not lost', () => {
  const retired: Told[] = [
    [1, secret],
    [7, f.renamed('New')],
    [3, f.secretRetired('s', at(6))],
  ];
  const takenBack: Told = [4, f.secretKept('s', at(6))];
  expect(lived([...retired, takenBack])).toEqual([`${born} - open`]);
  expect(lived([...retired, [4, f.secretDisabled('s')], takenBack])).toEqual([`${born} - 7 SecretRetirementScheduled`]);
});

test('who they are: by label, or else by what people see of them', () => {
  const { happens } = aLog();
  const named = f.secretAdded('t', { label: 'ci' });
  const events = happens('a-key', [
    f.created,
    secret,
    named,
    f.keypairAdded('k'),
    f.uriAdded('u', 'https://a.example/'),
  ]);
  expect(
    intervalsOf(events).map(({ kind, id, environment, label }) => `${kind} ${id} ${environment} ${label}`),
  ).toEqual([
    'SECRET s DEMO ...wXyZ',
    'SECRET t DEMO ci',
    'KEYPAIR k DEMO kid of k',
    'REDIRECT_URI u DEMO https://a.example/',
  ]);
});

test('no event, nothing; and a key is created first, and once', () => {
  const [first, second] = aLog().happens('a-key', [f.created, f.created]);
  expect(intervalsOf([])).toEqual([]);
  expect(() => intervalsOf([first!, second!])).toThrow('KeyCreated twice');
  expect(() => intervalsOf(aLog().happens('a-key', [f.disabled]))).toThrow('KeyDisabled before KeyCreated');
});
