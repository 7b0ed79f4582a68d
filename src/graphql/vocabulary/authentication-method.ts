import { Field, ObjectType } from 'type-graphql';
import type { Method, MethodReadiness, Missing } from '../../domain/credentials/authentication-methods.js';
import { AuthenticationMethod, Ingredient } from './enums.js';

@ObjectType({ description: 'How far an authentication method is set up.', simpleResolvers: true })
export class AuthenticationMethodReadiness implements MethodReadiness {
  @Field(() => AuthenticationMethod, { description: 'The method.' }) method!: Method;
  @Field(() => Boolean, { description: 'Is nothing missing?' }) ready!: boolean;
  @Field(() => [Ingredient], { description: 'Ingredients that are missing.' }) missing!: Missing[];
}
