import { Ctx, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../app/access/actor.js';
import type { Context } from '../server/context.js';
import { Viewer } from '../vocabulary/actor.js';

@Resolver()
export class ViewerQuery {
  @Query(() => Viewer, { description: 'The caller, from the token.' })
  viewer(@Ctx() { caller }: Context): Actor {
    return caller.actor;
  }
}
