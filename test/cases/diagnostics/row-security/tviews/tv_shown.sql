SELECT pk_shown, text FROM v_notes
