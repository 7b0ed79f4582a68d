#!/bin/sh
# Users and access control lists of the event store, over its HTTP API. It may be run again: it puts back what it sets.
#
# Passwords come by the environment and reach neither a command line nor a log:
#   KURRENTDB_ADMIN_PASSWORD and KURRENTDB_OPS_PASSWORD (with which the nodes were first started; the second is only looked at),
#   KURRENTDB_KEYLEDGER_PASSWORD, KURRENTDB_AUDITOR_PASSWORD
# Where: KURRENTDB_ADDRESS, such as https://kurrentdb-1:2113, and KURRENTDB_CA_FILE.
set -eu

here=$(dirname "$0")
: "${KURRENTDB_ADDRESS:?}" "${KURRENTDB_CA_FILE:?}" "${KURRENTDB_ADMIN_PASSWORD:?}" "${KURRENTDB_OPS_PASSWORD:?}" \
  "${KURRENTDB_KEYLEDGER_PASSWORD:?}" "${KURRENTDB_AUDITOR_PASSWORD:?}"

# What stands in a connection string, in JSON and in a configuration file of curl as it is. Long, because who may read $all
# may read the salted hashes of all passwords, which the server makes by 1,000 rounds of PBKDF2-SHA-1.
for password in "$KURRENTDB_ADMIN_PASSWORD" "$KURRENTDB_OPS_PASSWORD" "$KURRENTDB_KEYLEDGER_PASSWORD" "$KURRENTDB_AUDITOR_PASSWORD"; do
  case $password in
    *[!A-Za-z0-9_-]*) echo 'A password must be of letters, digits, _ and - only.' >&2; exit 1 ;;
  esac
  [ "${#password}" -ge 24 ] || { echo 'A password must have at least 24 characters.' >&2; exit 1; }
done

# Prints the status of a POST of the body on standard input. The password is in a file that only curl reads.
credentials=$(mktemp)
trap 'rm -f "$credentials"' EXIT
printf 'user = "admin:%s"\n' "$KURRENTDB_ADMIN_PASSWORD" > "$credentials"
post() {
  path=$1
  shift
  curl --silent --show-error --output /dev/null --write-out '%{http_code}' --max-time 10 \
    --config "$credentials" --cacert "$KURRENTDB_CA_FILE" --header 'Content-Type: application/json' "$@" \
    --data-binary @- "$KURRENTDB_ADDRESS$path"
}

# Says what was done, or gives up. Until a leader is elected and its users are there, the answer is another: then once more.
until_done() {
  what=$1 good=$2
  shift 2
  for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    status=$("$@") || status=000
    case " $good " in
      *" $status "*) echo "$what: $status"; return 0 ;;
    esac
    [ "$try" = 1 ] || [ $((try % 5)) != 0 ] || echo "$what: $status, trying again" >&2
    sleep 2
  done
  echo "$what: gave up after $status" >&2
  exit 1
}

user() {
  printf '{"loginName":"%s","fullName":"%s","groups":["%s"],"password":"%s"}' "$1" "$2" "$3" "$4" | post /users/
}
password_of() {
  printf '{"newPassword":"%s"}' "$2" | post "/users/$1/command/reset-password"
}
event() {
  post "/streams/$1" --header "ES-EventType: $2" --header "ES-EventId: $(cat /proc/sys/kernel/random/uuid)" < "$here/$3"
}

# 409: there is such a user already; its password is then set to the one given.
until_done 'user keyledger' '201 409' user keyledger 'Keyledger, the application' keyledger-writers "$KURRENTDB_KEYLEDGER_PASSWORD"
until_done 'password of keyledger' 200 password_of keyledger "$KURRENTDB_KEYLEDGER_PASSWORD"
until_done 'user auditor' '201 409' user auditor 'Reads every stream of Keyledger' keyledger-readers "$KURRENTDB_AUDITOR_PASSWORD"
until_done 'password of auditor' 200 password_of auditor "$KURRENTDB_AUDITOR_PASSWORD"
until_done 'who may read $all' 201 event '%24%24%24all' '$metadata' all-metadata.json
until_done 'what holds for every other stream' 201 event '%24settings' 'update-default-acl' default-acl.json
