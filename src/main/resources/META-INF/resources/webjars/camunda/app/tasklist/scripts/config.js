// Takes the place of the file of the same name in the engine's web applications.
export default {
  customScripts: ['../../../assets/fairwell-login'],
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: 'claims the currently selected task · 认领当前任务'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: 'sets the focus to the first filter in the list · 跳到第一个筛选器'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: 'sets the focus to the first task in the list · 跳到第一个任务'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: 'sets the focus to the first input field in a task form · 跳到表单的第一个输入框'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: 'opens the start process dialog · 打开启动流程对话框'
    }
  }
};
