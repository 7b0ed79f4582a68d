export type Environment = 'DEMO' | 'PRODUCTION';
