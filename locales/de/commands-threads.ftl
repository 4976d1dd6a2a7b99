# /panel create: the option mode.
command-panel-create-mode = Ob seine Tickets Kanäle oder Threads sind
# /panel edit: the option mode.
command-panel-edit-mode = Ob seine Tickets Kanäle oder Threads sind
