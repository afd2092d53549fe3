# Which labels of a pull request accept something, by one line each: `access-DIGEST`, `destroys-DIGEST`. Those that don't count come
# with who set them. A label counts if a person set it last who neither opened the pull request nor pushed to its branch: who
# may write can label what is his own, and a workflow of a branch can label as a bot.
#   jq -r --slurpfile pull FILE --slurpfile timeline FILE --slurpfile activity FILE -n -f accepted-labels.jq

[$timeline[][] | select(.event == "labeled")] as $labeled
| ([$pull[0].user.login] + [$activity[][] | .actor.login] | map(strings | ascii_downcase)) as $own
| $pull[0].labels[].name
| select(test("\\A(access|destroys)-[0-9a-f]+\\z"))
| . as $name
| ([$labeled[] | select(.label.name == $name)] | max_by(.id) | .actor) as $by
| if $by.type == "User" and (($by.login | ascii_downcase) as $login | all($own[]; . != $login))
    # Who pushed is never nobody: an empty answer isn't one.
    and ([$activity[][]] | length > 0)
  then $name
  else "\($name) \($by.login // "nobody")"
  end
