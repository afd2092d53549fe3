#!/bin/bash
# The options by which the labels of a pull request accept something, one word a line; none where that can't be known.
# As GitHub has them now: a run that is started again has the event of the first time.
#   accepted-labels.sh OWNER/REPOSITORY NUMBER
set -euo pipefail
repository=$1 number=$2
here=$(dirname "${BASH_SOURCE[0]}")
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

gh api "repos/$repository/pulls/$number" > "$temp/pull.json"
gh api --paginate "repos/$repository/issues/$number/timeline?per_page=100" > "$temp/timeline.json"
head=$(jq -r '.head.repo.full_name // empty' "$temp/pull.json")
branch=$(jq -r .head.ref "$temp/pull.json")
gh api --paginate --method GET "repos/$head/activity" -f ref="refs/heads/$branch" -f per_page=100 > "$temp/activity.json" || {
  echo '::warning::who pushed to the branch cannot be read, so no label counts' >&2
  exit
}
jq -rn --slurpfile pull "$temp/pull.json" --slurpfile timeline "$temp/timeline.json" \
  --slurpfile activity "$temp/activity.json" -f "$here/accepted-labels.jq" > "$temp/labels"
while read -r label by; do
  if [[ $by ]]; then
    echo "::warning::the label $label doesn't count: $by opened this pull request, pushed to it, or isn't a person, or nobody is known to have pushed" >&2
    continue
  fi
  case $label in
    access-*) printf '%s\n' --accept-widening "${label#access-}" ;;
    destroys-*) printf '%s\n' --accept-destruction "${label#destroys-}" ;;
  esac
done < "$temp/labels"
