# /panel create: the option mode.
command-panel-create-mode = Whether its tickets are channels or threads
# /panel edit: the option mode.
command-panel-edit-mode = Whether its tickets are channels or threads
