/**
 * Milliseconds after which something that hangs is given up: a bound for hangs and nothing else, so that no test fails because
 * the machine is slow. KEYLEDGER_TEST_PATIENCE multiplies it, and jest's own bound for a test (jest.config.js).
 */
export const patienceMs = 60_000 * Number(process.env['KEYLEDGER_TEST_PATIENCE'] ?? 1);
