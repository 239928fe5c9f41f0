The time of a maintenance is over, and its dead-man leaves it:

  $ echo '[maintenance]' > lockkeeper.toml
  $ lockkeeper maintenance enter --quiet --for 1s --dead-man | grep -o dead-man
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [1]
  $ for i in $(seq 300); do lockkeeper maintenance status | grep -q 'is off' && break; sleep 0.1; done
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  error: The following argument was not expected: maintenance
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  $ lockkeeper history --kind maintenance.left --json | grep cause
  error: unknown key 'maintenance' at the top of the file
    at lockkeeper.toml:1:2
      [maintenance]
       ^
  Use one of the keys known here: journal, journal, migrations, timeouts, thresholds, backup, environments, history.
  [1]

One that nobody knows is not watched:

  $ lockkeeper maintenance guard 20261206-020001-3f9a
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
  $ lockkeeper maintenance enter --dead-man
  error: A subcommand is required
  Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
