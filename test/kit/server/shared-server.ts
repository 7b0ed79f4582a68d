/** The server that the files of one run of jest share: started before the first of them, told to them by the environment. */
export interface SharedServer {
  address: string;
  dataDirectory: string;
}

const VARIABLE = 'KEYLEDGER_TEST_SHARED_SERVER';

/** Undefined where none has been started: a file that is run alone starts its own. */
export function sharedServer(): SharedServer | undefined {
  const text = process.env[VARIABLE];
  return text === undefined ? undefined : (JSON.parse(text) as SharedServer);
}

export const announceSharedServer = (server: SharedServer) => void (process.env[VARIABLE] = JSON.stringify(server));
