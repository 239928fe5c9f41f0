Every command has a page:

  $ lockkeeper help sandbox | head -n 1
  # lockkeeper sandbox

Words of a sub-command are written as they are typed:

  $ lockkeeper help backup create | head -n 1
  # lockkeeper backup create

A slip is met with what was probably meant:

  $ lockkeeper help sandbx
  error: there is no page on 'sandbx'
  Did you mean 'sandbox'?
  [2]

  $ lockkeeper statsu
  error: * (glob)
  Did you mean 'status'? Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.
  [2]
