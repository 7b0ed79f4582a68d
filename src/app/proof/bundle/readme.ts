/** For whoever receives a bundle. The same in every one: what a bundle is about stands in its manifest. */
export const readme = `# Evidence from a Keyledger log

This zip is a part of the history of an account: who did what with its integrator keys, when, from where.
What it is about, and what is in it, stands in manifest.json, which is signed.

| File           | What it is                                                                   |
| -------------- | ---------------------------------------------------------------------------- |
| manifest.json  | whose history, which span, which revisions of which stream, SHA-256 of all   |
| checkpoint     | the signed size and root hash of the tree over the whole log                 |
| events.jsonl   | the events, one a line, in the order of the log                              |
| proofs.jsonl   | for each line of it, that the event is in that tree                          |
| schemas/       | JSON Schema of the events                                                    |
| state.json     | what the events lead to, before and after                                    |

It has digests of secrets and no secret, people's identifiers and addresses. Keep it accordingly.

## Verify it

Ask for the verifier key of the log (a line such as keys.example.com/log+1a2b3c4d+AQ...) by another way than the one by
which you got this file, and for tools/verify.py, which needs Python 3.9 and nothing else:

    python3 verify.py bundle.zip --trust '<verifier key>'

or, where Keyledger is installed:

    keyledger audit verify bundle.zip --trust '<verifier key>'

Exit code 0: all is right. 1: something is wrong, and a line names it. This file itself proves nothing.
`;
