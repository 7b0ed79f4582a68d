import { roles, type Role } from '../../app/access/actor.js';

/** A role as it is typed at the terminal, such as `authorization-server`. */
export const shownRole = (role: Role) => role.toLowerCase().replaceAll('_', '-');
export const roleChoices = roles.map(shownRole).join(', ');
